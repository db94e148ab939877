//! Bytes at the border: what encoding they are in, strictly and leniently.

use detente::{DecodeError, Encoding, decode, decode_lossy};

use Encoding::{Utf8, Utf16Be, Utf16Le, Windows1252};

/// A strict reading: what came out, or where it failed and what the bytes seem to be.
type Strict = Result<&'static str, (Encoding, usize)>;

/// Bytes, what they strictly are, and leniently: the text, how often something was replaced, the encoding, whether it is guessed.
type Case = (&'static [u8], Strict, (&'static str, usize, Encoding, bool));

const CASES: [Case; 24] = [
    (b"", Ok(""), ("", 0, Utf8, false)),
    (b"War", Ok("War"), ("War", 0, Utf8, false)),
    (b"\xef\xbb\xbfWar", Ok("War"), ("War", 0, Utf8, false)),
    (b"\xef\xbb\xbf", Ok(""), ("", 0, Utf8, false)),
    (
        b"T\xc3\xbcrkiye",
        Ok("T\u{fc}rkiye"),
        ("T\u{fc}rkiye", 0, Utf8, false),
    ),
    (
        b"\xf0\x9f\x98\x80!",
        Ok("\u{1f600}!"),
        ("\u{1f600}!", 0, Utf8, false),
    ),
    // a character said to be missing is a character
    (
        b"\xef\xbf\xbd",
        Ok("\u{fffd}"),
        ("\u{fffd}", 0, Utf8, false),
    ),
    // Windows-1252: umlauts, curly quotes, dashes, the euro
    (
        b"T\xfcrkiye",
        Err((Windows1252, 1)),
        ("T\u{fc}rkiye", 0, Windows1252, true),
    ),
    (
        b"\x93War\x94 \x96 5 \x80",
        Err((Windows1252, 0)),
        (
            "\u{201c}War\u{201d} \u{2013} 5 \u{20ac}",
            0,
            Windows1252,
            true,
        ),
    ),
    (
        b"Iran\x92s",
        Err((Windows1252, 4)),
        ("Iran\u{2019}s", 0, Windows1252, true),
    ),
    // one broken place in much UTF-8 does not make it another encoding
    (
        b"\xc3\xbc\xc3\xbc\xff",
        Err((Utf8, 4)),
        ("\u{fc}\u{fc}\u{fffd}", 1, Utf8, false),
    ),
    // cut in the middle of a character
    (
        b"\xc3\xbc\xc3\xbc\xc3",
        Err((Utf8, 4)),
        ("\u{fc}\u{fc}\u{fffd}", 1, Utf8, false),
    ),
    // no character of Windows-1252 either
    (b"War\x81", Err((Utf8, 3)), ("War\u{fffd}", 1, Utf8, false)),
    (
        b"W\x01\xff",
        Err((Utf8, 2)),
        ("W\u{1}\u{fffd}", 1, Utf8, false),
    ),
    // surrogates and overlong forms are no UTF-8; each of their bytes is replaced
    (
        b"\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc\xed\xa0\x80",
        Err((Utf8, 8)),
        (
            "\u{fc}\u{fc}\u{fc}\u{fc}\u{fffd}\u{fffd}\u{fffd}",
            3,
            Utf8,
            false,
        ),
    ),
    // UTF-16 with a byte-order mark
    (b"\xff\xfeW\0a\0r\0", Ok("War"), ("War", 0, Utf16Le, false)),
    (b"\xfe\xff\0W\0a\0r", Ok("War"), ("War", 0, Utf16Be, false)),
    (
        b"\xff\xfe\x3d\xd8\x00\xde",
        Ok("\u{1f600}"),
        ("\u{1f600}", 0, Utf16Le, false),
    ),
    (b"\xff\xfe", Ok(""), ("", 0, Utf16Le, false)),
    // half a surrogate pair, half a unit
    (
        b"\xff\xfeW\0\x3d\xd8a\0",
        Err((Utf16Le, 4)),
        ("W\u{fffd}a", 1, Utf16Le, false),
    ),
    (
        b"\xfe\xff\0W\0",
        Err((Utf16Be, 4)),
        ("W\u{fffd}", 1, Utf16Be, false),
    ),
    // UTF-16 that does not say so
    (b"W\0a\0r\0", Err((Utf16Le, 1)), ("War", 0, Utf16Le, true)),
    (b"\0W\0a\0r", Err((Utf16Be, 0)), ("War", 0, Utf16Be, true)),
    // a few zeros make no UTF-16
    (
        b"War\0s and peace",
        Ok("War\0s and peace"),
        ("War\0s and peace", 0, Utf8, false),
    ),
];

#[test]
fn each_encoding_is_recognised_and_named() {
    for (bytes, strict, (text, replaced, encoding, guessed)) in CASES {
        let found = decode(bytes);
        let found = found.as_ref().map(|decoded| decoded.text.as_ref());
        assert_eq!(
            found.map_err(|error| (error.encoding(), error.at())),
            strict,
            "{bytes:?}"
        );
        let lossy = decode_lossy(bytes);
        assert_eq!(lossy.text, text, "{bytes:?}");
        let other = (lossy.replaced, lossy.encoding, lossy.guessed);
        assert_eq!(other, (replaced, encoding, guessed), "{bytes:?}");
    }
}

#[test]
fn errors_say_where_and_what() {
    let told = |bytes: &[u8]| {
        decode(bytes)
            .map_err(|error| error.to_string())
            .unwrap_err()
    };
    assert_eq!(
        told(b"War\x81"),
        "byte 4 is not utf-8; save the text as UTF-8"
    );
    assert_eq!(
        told(b"\xff\xfeW"),
        "byte 3 is not utf-16le; save the text as UTF-8"
    );
    let undeclared = "byte 5 is not utf-8, and the text looks like windows-1252; save it as UTF-8";
    assert_eq!(told(b"Iran\x92s"), undeclared);
}

/// What is written in an encoding comes back, whatever it says.
#[test]
fn every_text_comes_back() {
    let texts = [
        "",
        "Iran\u{2019}s \u{201c}war\u{201d} \u{2013} T\u{fc}rkiye, C\u{f4}te d'Ivoire",
        "\u{1f600}\u{1f469}\u{200d}\u{1f467}",
        "\u{6b63}\u{5f0f}\u{58f0}\u{660e} \u{5e9}\u{5dc}\u{5d5}\u{5dd}",
    ];
    for text in texts {
        let units = || [0xfeff].into_iter().chain(text.encode_utf16());
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        for (bytes, encoding) in [(text.as_bytes(), Utf8), (&little, Utf16Le), (&big, Utf16Be)] {
            let decoded = decode(bytes).expect("a text");
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding));
        }
    }
}

#[test]
fn every_cut_of_a_text_is_told_or_whole() {
    let text = "\u{feff}Iran\u{2019}s \u{1f600}";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for end in 2..=bytes.len() {
        match decode(&bytes[..end]) {
            Ok(decoded) => assert!(text[3..].starts_with(decoded.text.as_ref())),
            Err(DecodeError::Malformed { encoding, at }) => {
                assert!(
                    encoding == Utf16Le && at < end && end - at < 4,
                    "{end}: {at}"
                );
            }
            Err(other) => panic!("{end}: {other}"),
        }
    }
}
