//! Sums as floating-point numbers, and how they fade: `lambda = 2^(-days ago / half-life)`.

use super::sums::Sums;

/// `lambda` for every age in days; beyond the table it is zero, or there is nothing that old.
#[derive(Clone, Debug)]
pub(super) struct Decay(Vec<f64>);

impl Decay {
    /// The table for ages of 0 to `span` days.
    pub(super) fn new(half_life: u16, span: i32) -> Self {
        let half_life = i32::from(half_life.max(1));
        // 2^-1075 is zero in double precision.
        let last = span.clamp(0, 1075 * half_life);
        Self(
            (0..=last)
                .map(|age| libm::exp2(-f64::from(age) / f64::from(half_life)))
                .collect(),
        )
    }

    /// The first day whose weight at the end of day `until` is in the table; everything before counts nothing.
    pub(super) fn reaches(&self, until: i32) -> i32 {
        until
            .saturating_add(1)
            .saturating_sub(i32::try_from(self.0.len()).unwrap_or(i32::MAX))
    }

    /// The weight of what is `age` days old.
    pub(super) fn at(&self, age: i32) -> f64 {
        usize::try_from(age)
            .ok()
            .and_then(|age| self.0.get(age))
            .copied()
            .unwrap_or(0.0)
    }
}

/// The three decays a state needs.
#[derive(Clone, Debug)]
pub(super) struct Decays {
    pub(super) own: Decay,
    pub(super) week: Decay,
    pub(super) quarter: Decay,
}

impl Decays {
    pub(super) fn new(half_life: u16, span: i32) -> Self {
        Self {
            own: Decay::new(half_life, span),
            week: Decay::new(7, span),
            quarter: Decay::new(90, span),
        }
    }
}

/// Sums in events and Goldstein points, decayed or not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Amounts {
    pub(super) w: f64,
    pub(super) q: f64,
    pub(super) s: f64,
    pub(super) h: f64,
    pub(super) r: f64,
    pub(super) minus: f64,
    pub(super) plus: f64,
    pub(super) threats: f64,
    pub(super) acts: f64,
}

impl From<&Sums> for Amounts {
    fn from(sums: &Sums) -> Self {
        Self {
            w: scaled(sums.w, 1e6),
            q: scaled(sums.q, 1e12),
            s: scaled(sums.s, 1e9),
            h: scaled(sums.h, 1e9),
            r: scaled(sums.r, 1e12),
            minus: scaled(sums.minus, 1e6),
            plus: scaled(sums.plus, 1e6),
            threats: scaled(sums.threats, 1e6),
            acts: scaled(sums.acts, 1e6),
        }
    }
}

impl Amounts {
    fn add(&mut self, lambda: f64, day: &Self) {
        self.w += lambda * day.w;
        self.q += lambda * day.q;
        self.s += lambda * day.s;
        self.h += lambda * day.h;
        self.r += lambda * day.r;
        self.minus += lambda * day.minus;
        self.plus += lambda * day.plus;
        self.threats += lambda * day.threats;
        self.acts += lambda * day.acts;
    }
}

/// An exact sum in its unit's inverse, as a floating-point number.
#[allow(clippy::cast_precision_loss)]
pub(super) fn scaled(sum: i128, unit: f64) -> f64 {
    sum as f64 / unit
}

/// The days that count at the end of day `until`, out of days sorted by number.
fn counting<'d, T>(
    days: &'d [T],
    number: impl Fn(&T) -> i32,
    decay: &Decay,
    until: i32,
) -> &'d [T] {
    let from = days.partition_point(|day| number(day) < decay.reaches(until));
    let to = days.partition_point(|day| number(day) <= until);
    days.get(from..to).unwrap_or_default()
}

/// The decayed sums of days sorted by number, up to and including day number `until`.
pub(super) fn fade(days: &[(i32, Amounts)], decay: &Decay, until: i32) -> Amounts {
    let mut sum = Amounts::default();
    for (number, amounts) in counting(days, |day| day.0, decay, until) {
        sum.add(decay.at(until - number), amounts);
    }
    sum
}

/// The decayed sum of counts of days sorted by number, up to and including day number `until`.
pub(super) fn fade_counts(days: &[(i32, u64)], decay: &Decay, until: i32) -> f64 {
    let past = counting(days, |day| day.0, decay, until).iter();
    past.fold(0.0, |sum, (number, count)| {
        sum + decay.at(until - number) * scaled(i128::from(*count), 1.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One event of weight 1 and scale -8 today.
    fn one() -> Amounts {
        Amounts {
            w: 1.0,
            q: 1.0,
            s: -8.0,
            h: 8.0,
            r: 64.0,
            minus: 1.0,
            ..Amounts::default()
        }
    }

    fn close(value: f64, by_hand: f64) {
        assert!((value - by_hand).abs() < 1e-8, "{value}, by hand {by_hand}");
    }

    #[test]
    fn decay_halves_at_the_half_life() {
        let decay = Decay::new(28, 60);
        // 2^0, 2^-1, 2^(-14/28) = 1/sqrt 2, 2^-2
        close(decay.at(0), 1.0);
        close(decay.at(28), 0.5);
        close(decay.at(14), std::f64::consts::FRAC_1_SQRT_2);
        close(decay.at(56), 0.25);
    }

    #[test]
    fn decay_is_zero_outside_its_table() {
        let decay = Decay::new(1, 5000);
        assert_eq!(
            (decay.at(-1), decay.at(1075), decay.at(4000)),
            (0.0, 0.0, 0.0)
        );
        assert!(decay.at(1074) > 0.0);
        assert_eq!(Decay::new(0, 3).at(1), 0.5);
    }

    #[test]
    fn fade_stops_at_the_day_and_decays_q_by_lambda() {
        let days = [(10, one()), (17, one()), (18, one())];
        let sum = fade(&days, &Decay::new(7, 100), 17);
        // 2^(-7/7) + 2^0 = 1.5; day 18 lies after day 17; Q decays like W.
        close(sum.w, 1.5);
        close(sum.q, 1.5);
        close(sum.s, -12.0);
        close(
            fade_counts(&[(10, 3), (17, 2), (18, 9)], &Decay::new(7, 100), 17),
            3.5,
        );
    }
}
