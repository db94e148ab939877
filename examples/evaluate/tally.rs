//! What is counted over whole articles, and the measures made of it.

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tally {
    /// Required rows; of these, those whose pair was read, with a score in range, and with the right sign.
    Required,
    Pair,
    Range,
    Sign,
    /// Of those with the right sign, those of an expected class and of an expected day.
    Class,
    Date,
    /// Forbidden rows, and those that were scored.
    Forbidden,
    ForbiddenHit,
    /// Events; of these, those that answer a row, a required one, and one of their class.
    Events,
    Right,
    RightRequired,
    RightClass,
    /// Events that answer none, by how near they come.
    FalseSign,
    FalseReversed,
    FalsePair,
    /// Pairs of an article with a clear sum of required rows; those of which anything was read, and with the sum's sign.
    Net,
    NetSeen,
    NetRight,
}

const TALLIES: usize = Tally::NetRight as usize + 1;

/// How often each was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts([usize; TALLIES]);

impl Counts {
    /// Counts one where it holds.
    pub(crate) fn add(&mut self, tally: Tally, holds: bool) {
        self.0[tally as usize] += usize::from(holds);
    }

    /// The count of one.
    pub(crate) const fn of(&self, tally: Tally) -> usize {
        self.0[tally as usize]
    }

    /// The sum of counts, each as often as it is drawn.
    pub(crate) fn sum<'c>(counts: impl Iterator<Item = (&'c Self, u32)>) -> Self {
        let mut sum = Self::default();
        for (own, times) in counts {
            let both = sum.0.iter_mut().zip(own.0);
            both.for_each(|(all, n)| *all += n * times as usize);
        }
        sum
    }

    /// The share of one in another; `None` of nothing.
    fn share(&self, part: Tally, whole: Tally) -> Option<f64> {
        let whole = self.of(whole);
        (whole > 0).then(|| self.of(part) as f64 / whole as f64)
    }
}

/// The measures by name, in the order of the report.
pub(crate) fn measures(counts: &Counts) -> [(&'static str, Option<f64>); 11] {
    use Tally::{
        Class, Date, Events, Forbidden, ForbiddenHit, Net, NetRight, NetSeen, Pair, Range,
        Required, Right, RightClass, Sign,
    };
    let share = |part, whole| counts.share(part, whole);
    let (precision, recall) = (share(Right, Events), share(Sign, Required));
    let f1 = precision.zip(recall).map(|(p, r)| harmonic(p, r));
    [
        ("precision_sign", precision),
        ("required_recall_pair", share(Pair, Required)),
        ("required_recall_sign", recall),
        ("required_recall_range", share(Range, Required)),
        ("F1_sign", f1),
        ("forbidden_rate", share(ForbiddenHit, Forbidden)),
        ("date_acc_required", share(Date, Sign)),
        ("class_acc_required", share(Class, Sign)),
        ("class_acc_events", share(RightClass, Right)),
        ("net_sign_all", share(NetRight, Net)),
        ("net_sign_seen", share(NetRight, NetSeen)),
    ]
}

fn harmonic(p: f64, r: f64) -> f64 {
    if p + r > 0.0 {
        2.0 * p * r / (p + r)
    } else {
        0.0
    }
}
