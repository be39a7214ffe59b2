//! Runs that, taken together, meet every pair of answers to what the documentation leaves open.

use std::collections::BTreeSet;

use leadlex_hooks::sandbox::readings::{ALL, Readings};

/// Those that polling never meets: how webhooks are retried.
const ELSEWHERE: &[&str] = &["retry-id"];

/// How late the audit log is where it is late.
const LATE: &str = "120";

/// One answer: the place of its reading, and of the answer.
type Answer = (usize, usize);

/// A choice for each reading, as `Readings::choose` takes it.
pub(crate) fn choices() -> Vec<Vec<String>> {
    let readings: Vec<_> = ALL.iter().filter(|one| !ELSEWHERE.contains(&one.name)).collect();
    let sizes: Vec<usize> = readings.iter().map(|one| one.values.len()).collect();
    let word = |(place, value): Answer| {
        let value = readings[place].values[value].replace("SECONDS", LATE);
        format!("{}={value}", readings[place].name)
    };
    rows(&sizes).iter().map(|row| row.iter().copied().enumerate().map(word).collect()).collect()
}

/// The readings of one run.
pub(crate) fn readings(choice: &[String]) -> Readings {
    let mut readings = Readings::default();
    for text in choice {
        readings.choose(text).expect("a reading");
    }
    readings
}

fn pairs(row: &[usize]) -> impl Iterator<Item = (Answer, Answer)> + '_ {
    (0..row.len()).flat_map(move |one| {
        (one + 1..row.len()).map(move |other| ((one, row[one]), (other, row[other])))
    })
}

/// Rows in which every pair of values of every two columns occurs. Each row begins with a pair that
/// is still missing, and each further column takes the value that meets most of the others.
fn rows(sizes: &[usize]) -> Vec<Vec<usize>> {
    let mut missing: BTreeSet<(Answer, Answer)> = BTreeSet::new();
    for one in 0..sizes.len() {
        for other in one + 1..sizes.len() {
            for first in 0..sizes[one] {
                missing.extend((0..sizes[other]).map(|second| ((one, first), (other, second))));
            }
        }
    }
    let mut rows = Vec::new();
    while let Some((one, other)) = missing.first().copied() {
        let mut row: Vec<Option<usize>> = vec![None; sizes.len()];
        row[one.0] = Some(one.1);
        row[other.0] = Some(other.1);
        for column in 0..sizes.len() {
            if row[column].is_some() {
                continue;
            }
            let met = |value: usize| {
                let chosen = row.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
                let pair = |other: Answer| {
                    let own = (column, value);
                    if other < own { (other, own) } else { (own, other) }
                };
                chosen.filter(|other| missing.contains(&pair(*other))).count()
            };
            // Where nothing is met the values take turns.
            let turn = rows.len() % sizes[column];
            let best = (0..sizes[column])
                .max_by_key(|value| (met(*value), *value == turn))
                .unwrap_or_default();
            row[column] = Some(best);
        }
        let row: Vec<usize> = row.into_iter().flatten().collect();
        for pair in pairs(&row) {
            missing.remove(&pair);
        }
        rows.push(row);
    }
    rows
}

#[test]
fn every_pair_of_answers_is_met_by_few_runs() {
    let sizes: Vec<usize> = ALL.iter().map(|one| one.values.len()).collect();
    let rows = rows(&sizes);
    let met: BTreeSet<_> = rows.iter().flat_map(|row| pairs(row).collect::<Vec<_>>()).collect();
    let all: usize = (0..sizes.len())
        .flat_map(|one| (one + 1..sizes.len()).map(move |other| (one, other)))
        .map(|(one, other)| sizes[one] * sizes[other])
        .sum();
    assert_eq!(met.len(), all);
    assert!(rows.len() < 25, "{} runs", rows.len());
}
