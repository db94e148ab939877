//! Step 2: every number has its reason. The steps of a score add up to it, and each names its entry in the lexicon.
//!
//! ```text
//! $ cargo run --release --example tutorial_2_why
//! IRN->FRA  AGREE 035  +7.0
//!   intended, undated
//!   attributed by rule order, confidence 0.90, weight 1.00
//!   Iran agreed to end an embargo on France.
//!   ^^^^ ^^^^^^^^^                   ^^^^^^
//!   source                           target
//!        cue
//!   term      085      +7.0    end ~3 embargo|boycott  "end an embargo"
//!   governor  035       0.0    agree to  "agreed to"
//!   -------------------------
//!   score     035      +7.0    AGREE
//! ```

use detente::{Analyzer, Article, Lexicon};

const TEXT: &str = "Iran agreed to end an embargo on France.";

fn main() {
    let analyzer = Analyzer::new(Lexicon::english());
    let article = Article::undated("wire-8", TEXT);
    for event in analyzer.analyze(&article).events() {
        println!("{}", event.explain(&article));
    }
}
