//! Numbers as other languages write them again.

/// A number as JavaScript writes it (ECMA-262, `Number::toString`), and Go for nearly all: one type
/// of number, so `1.0` becomes `1`. `None` when it would stay as it is.
pub(super) fn javascript(number: &str) -> Option<String> {
    let (sign, digits, exponent) = shortest(number)?;
    let count = i32::try_from(digits.len()).ok()?;
    let point = exponent + 1;
    let text = if digits == "0" {
        "0".to_owned()
    } else if (count..=21).contains(&point) {
        format!("{sign}{digits}{}", zeros(point - count))
    } else if (1..=21).contains(&point) {
        let (whole, part) = digits.split_at(usize::try_from(point).ok()?);
        format!("{sign}{whole}.{part}")
    } else if (-5..=0).contains(&point) {
        format!("{sign}0.{}{digits}", zeros(-point))
    } else {
        format!("{sign}{}e{exponent:+}", mantissa(&digits))
    };
    (text != number).then_some(text)
}

/// A number as Python writes it (`repr`): whole numbers stay, others keep a point. `None` when it
/// would stay as it is.
pub(super) fn python(number: &str) -> Option<String> {
    if !number.contains(['.', 'e', 'E']) {
        return None;
    }
    let (sign, digits, exponent) = shortest(number)?;
    let count = i32::try_from(digits.len()).ok()?;
    let point = exponent + 1;
    let text = if !(-4..16).contains(&exponent) {
        let minus = if exponent < 0 { '-' } else { '+' };
        format!("{sign}{}e{minus}{:02}", mantissa(&digits), exponent.abs())
    } else if point >= count {
        format!("{sign}{digits}{}.0", zeros(point - count))
    } else if point >= 1 {
        let (whole, part) = digits.split_at(usize::try_from(point).ok()?);
        format!("{sign}{whole}.{part}")
    } else {
        format!("{sign}0.{}{digits}", zeros(-point))
    };
    (text != number).then_some(text)
}

/// Sign, the fewest digits that mean the same double, and the exponent of the first of them.
fn shortest(number: &str) -> Option<(&'static str, String, i32)> {
    let value: f64 = number.parse().ok().filter(|value: &f64| value.is_finite())?;
    let sign = if value.is_sign_negative() { "-" } else { "" };
    let text = format!("{:e}", value.abs());
    let (mantissa, exponent) = text.split_once('e')?;
    Some((sign, mantissa.replace('.', ""), exponent.parse().ok()?))
}

fn mantissa(digits: &str) -> String {
    match digits.split_at(1) {
        (first, "") => first.to_owned(),
        (first, rest) => format!("{first}.{rest}"),
    }
}

fn zeros(count: i32) -> String {
    "0".repeat(usize::try_from(count).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{javascript, python};

    /// What Node 20 (`JSON.stringify(JSON.parse(text))`) and Python 3.11
    /// (`json.dumps(json.loads(text))`) print.
    #[test]
    fn node_and_python_write_them_so() {
        for (text, node, snake) in [
            ("1.0", "1", "1.0"),
            ("1.10", "1.1", "1.1"),
            ("1e3", "1000", "1000.0"),
            ("-0.0", "0", "-0.0"),
            ("1E400", "1E400", "1E400"),
            ("0.000001", "0.000001", "1e-06"),
            ("0.0000001", "1e-7", "1e-07"),
            ("1e21", "1e+21", "1e+21"),
            ("123456789012345680000", "123456789012345680000", "123456789012345680000"),
            ("12345678901234567890", "12345678901234567000", "12345678901234567890"),
            ("1e16", "10000000000000000", "1e+16"),
            ("-12.50", "-12.5", "-12.5"),
            ("0.00015", "0.00015", "0.00015"),
            ("42", "42", "42"),
        ] {
            assert_eq!(javascript(text).as_deref().unwrap_or(text), node, "{text}");
            assert_eq!(python(text).as_deref().unwrap_or(text), snake, "{text}");
        }
    }
}
