//! Step 3: why there is *no* event of a pair. Every act that was weighed, with what refused it.
//!
//! ```text
//! $ cargo run --release --example tutorial_3_why_not
//! FRA -> UKR: no event that counts. FRA is named once, UKR once, both in one sentence once.
//! sentence 1, ASSAULT 190: rule order gives it to RUS -> UKR
//!
//! CHL -> RUS: no event that counts. CHL is named 2 times, RUS 2 times, both in one sentence 2 times.
//! sentence 1, ASSAULT 190: rule order gives it to RUS -> UKR
//! sentence 2, ACCUSE 111: it is an event, but hypothetical: out of the sums
//! ```

use detente::{Analyzer, Article, Lexicon, PairError};

const TEXT: &str =
    "France and Chile watched while Russia attacked Ukraine. Chile may condemn Russia.";

fn main() -> Result<(), PairError> {
    let analyzer = Analyzer::new(Lexicon::english());
    let article = Article::undated("wire-9", TEXT);
    for (source, target) in [("FRA", "UKR"), ("CHL", "RUS")] {
        println!(
            "{}\n",
            analyzer.why_not(&article, source.parse()?, target.parse()?)
        );
    }
    Ok(())
}
