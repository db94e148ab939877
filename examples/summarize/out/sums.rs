//! The raw sums of one period, exact, so that every read-out can be computed again from the table alone.

use detente::{CellEvent, EventClass, Mode, Quad};

/// Sums over events: `w` is an event's weight in millionths, `g` its scale in thousandths.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) stories: u64,
    /// Of `w`: unit 10^-6.
    pub(super) weight: i128,
    /// Of `w^2`: unit 10^-12.
    pub(super) squares: i128,
    /// Of `w g`: unit 10^-9.
    pub(super) scale: i128,
    /// Of `w |g|` where `g < 0`: unit 10^-9.
    pub(super) hostile: i128,
    /// Of `w g^2`: unit 10^-12.
    pub(super) scale_squares: i128,
    pub(super) conflict: i128,
    pub(super) cooperation: i128,
    /// In the order of [`Quad::ALL`].
    pub(super) quads: [i128; 4],
    pub(super) threats: i128,
    pub(super) acts: i128,
}

impl Sums {
    /// The sums of the events that count; `None`, never zero, where there is none.
    pub(super) fn of(events: &[CellEvent]) -> Option<Self> {
        let mut sums = None;
        for event in events.iter().filter(|event| event.weight > 0) {
            sums.get_or_insert_with(Self::default).add(event);
        }
        sums
    }

    fn add(&mut self, event: &CellEvent) {
        let (w, g) = (i128::from(event.weight), i128::from(event.scale.milli()));
        let when = |yes: bool| if yes { w } else { 0 };
        self.stories += event.stories as u64;
        self.weight += w;
        self.squares += w * w;
        self.scale += w * g;
        self.hostile += when(g < 0) * g.abs();
        self.scale_squares += w * g * g;
        self.conflict += when(g < 0);
        self.cooperation += when(g > 0);
        for (sum, quad) in self.quads.iter_mut().zip(Quad::ALL) {
            *sum += when(quad == event.quad);
        }
        self.threats += when(is_threat(event.class));
        self.acts += when(is_act(event.class) && event.mode == Mode::Actual);
    }
}

const fn is_threat(class: EventClass) -> bool {
    matches!(class, EventClass::Threaten | EventClass::Mobilize)
}

const fn is_act(class: EventClass) -> bool {
    matches!(
        class,
        EventClass::Sanction | EventClass::Coerce | EventClass::Assault
    )
}

/// An exact sum as a decimal number; `digits` is how many of its digits are decimals.
pub(super) fn decimal(sum: i128, digits: u32) -> String {
    let unit = 10_u128.pow(digits);
    let (whole, rest) = (sum.unsigned_abs() / unit, sum.unsigned_abs() % unit);
    let sign = if sum < 0 { "-" } else { "" };
    let text = format!("{sign}{whole}.{rest:0width$}", width = digits as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
