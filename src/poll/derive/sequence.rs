//! The number an entry counts its changes with. Its high byte counts how often the resource came
//! back after it was gone, so that a first deletion can be told from a later one.

/// Changes of one life, in the low 24 bits.
const CHANGES: u32 = 0x00ff_ffff;

/// The number of the next change: always higher than all before it.
pub(super) fn next(sequence: u32) -> u32 {
    if sequence & CHANGES == CHANGES { sequence } else { sequence + 1 }
}

/// The number of a comeback.
pub(super) fn comeback(sequence: u32) -> u32 {
    next(sequence).checked_add(CHANGES + 1).unwrap_or(sequence)
}

/// Whether the resource has ever come back.
pub(super) fn is_first_life(sequence: u32) -> bool {
    sequence <= CHANGES
}

#[cfg(test)]
mod tests {
    use super::{CHANGES, comeback, is_first_life, next};

    #[test]
    fn numbers_only_rise_and_tell_the_first_life_from_the_next() {
        assert_eq!((next(0), next(7)), (1, 8));
        assert!(is_first_life(next(0)) && is_first_life(CHANGES));
        let back = comeback(3);
        assert!(back > 3 && !is_first_life(back) && !is_first_life(next(back)));
        assert!(comeback(next(back)) > next(back));
    }

    #[test]
    fn a_full_counter_stays_in_its_half() {
        assert_eq!(next(CHANGES), CHANGES);
        assert_eq!(comeback(u32::MAX), u32::MAX);
    }
}
