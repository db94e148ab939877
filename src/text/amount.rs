//! Amounts: the units of money and number that papers write short, each in several ways.

/// The word that a unit, or a number with its unit, stands for: "$200m", "13bn", "40 mln".
pub(crate) fn spelled_out(folded: &str) -> Option<&'static str> {
    let unit = folded.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let counted = unit.len() < folded.len();
    match unit {
        "mln" | "mio" => Some("million"),
        "m" | "mn" if counted => Some("million"),
        "bn" | "bln" => Some("billion"),
        "tn" | "trn" if counted => Some("trillion"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::spelled_out;

    #[test]
    fn only_units_are_spelled_out() {
        for (short, long) in [
            ("200m", "million"),
            ("1.5bn", "billion"),
            ("2tn", "trillion"),
            ("mln", "million"),
        ] {
            assert_eq!(spelled_out(short), Some(long), "{short}");
        }
        for word in ["m", "mn", "200", "mig", "m1", "3rd", ""] {
            assert_eq!(spelled_out(word), None, "{word}");
        }
    }
}
