//! Inputs and outputs in an S3-compatible store, reached as the environment says: here a small one in this process.

mod common;

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use common::{CLUSTER, archive, assert_same, folder, inside, run_with, single};

const KEY: &str = "key-of-the-test";

/// Objects by bucket and key, as in `/news/2019/a.ndjson`.
type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// As much of S3 as a client of single buckets asks for: list, head, get with a range, put.
struct Store {
    objects: Objects,
    address: SocketAddr,
}

impl Store {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let address = listener.local_addr().expect("it has an address");
        let objects = Objects::default();
        let held = Arc::clone(&objects);
        // It ends with the test's process.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let objects = Arc::clone(&held);
                thread::spawn(move || serve(stream, &objects));
            }
        });
        Self { objects, address }
    }

    fn environment(&self) -> Vec<(&'static str, String)> {
        vec![
            ("AWS_ENDPOINT", format!("http://{}", self.address)),
            ("AWS_ALLOW_HTTP", "true".to_owned()),
            ("AWS_REGION", "nowhere-1".to_owned()),
            ("AWS_ACCESS_KEY_ID", KEY.to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "secret-of-the-test".to_owned()),
        ]
    }
}

struct Request {
    method: String,
    path: String,
    query: BTreeMap<String, String>,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

fn serve(mut stream: TcpStream, objects: &Objects) {
    let Ok(clone) = stream.try_clone() else {
        return;
    };
    let mut reader = BufReader::new(clone);
    while let Some(request) = read(&mut reader) {
        let answer = answer(&request, objects);
        if stream.write_all(&answer).is_err() {
            return;
        }
    }
}

fn read(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut parts = line.split(' ');
    let (method, target) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers
        .get("content-length")
        .and_then(|length| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    // Only the address before the host matters to nobody: the URL library takes the target apart.
    let url = url::Url::parse(&format!("http://store{target}")).ok()?;
    Some(Request {
        method,
        path: url.path().trim_end_matches('/').to_owned(),
        query: url.query_pairs().into_owned().collect(),
        headers,
        body,
    })
}

fn answer(request: &Request, objects: &Objects) -> Vec<u8> {
    let signed = request.headers.get("authorization");
    if !signed.is_some_and(|by| by.contains(&format!("Credential={KEY}/"))) {
        return response("403 Forbidden", "", b"", false);
    }
    let mut objects = objects.lock().expect("nobody has failed");
    let head = request.method == "HEAD";
    match &*request.method {
        "PUT" => {
            objects.insert(request.path.clone(), request.body.clone());
            response("200 OK", "", b"", false)
        }
        "GET" if request.query.contains_key("list-type") => {
            let prefix = request.query.get("prefix").map_or("", |prefix| prefix);
            let under = format!("{}/{prefix}", request.path);
            let found = objects.iter().filter(|(path, _)| path.starts_with(&under));
            let contents: String = found
                .map(|(path, bytes)| {
                    let key = path.trim_start_matches(&format!("{}/", request.path));
                    format!(
                        "<Contents><Key>{key}</Key><LastModified>2024-01-01T00:00:00.000Z</LastModified>\
                         <ETag>\"1\"</ETag><Size>{}</Size></Contents>",
                        bytes.len()
                    )
                })
                .collect();
            let list = format!(
                "<ListBucketResult><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>"
            );
            response("200 OK", "", list.as_bytes(), false)
        }
        _ => match (objects.get(&request.path), request.headers.get("range")) {
            (None, _) => response("404 Not Found", "", b"", head),
            (Some(bytes), None) => response("200 OK", "", bytes, head),
            (Some(bytes), Some(range)) => {
                let (start, end) = ends(range, bytes.len());
                let place = format!(
                    "Content-Range: bytes {start}-{}/{}\r\n",
                    end - 1,
                    bytes.len()
                );
                response("206 Partial Content", &place, &bytes[start..end], head)
            }
        },
    }
}

/// `bytes=3-7` or, from the end, `bytes=-8`.
fn ends(range: &str, length: usize) -> (usize, usize) {
    let (start, end) = range
        .trim_start_matches("bytes=")
        .split_once('-')
        .expect("it is a range");
    match (start.parse::<usize>(), end.parse::<usize>()) {
        (Ok(start), Ok(end)) => (start, (end + 1).min(length)),
        (Ok(start), Err(_)) => (start, length),
        (Err(_), last) => (length - last.expect("it has an end").min(length), length),
    }
}

fn response(status: &str, more: &str, body: &[u8], head: bool) -> Vec<u8> {
    let mut answer = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nETag: \"1\"\r\n\
         Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT\r\n{more}\r\n",
        body.len()
    )
    .into_bytes();
    if !head {
        answer.extend_from_slice(body);
    }
    answer
}

#[test]
fn a_bucket_gives_and_takes_the_same_bytes() {
    let work = folder();
    let (news, alone) = (inside(&work, "news"), inside(&work, "alone"));
    archive(&news, 3);
    // An article without an id is called by its file, which has another name in the bucket.
    fs::remove_file(news.join("odd.jsonl")).expect("the file goes");
    single(&alone, &[&news]);
    let store = Store::start();
    for entry in fs::read_dir(&news).expect("there are files").flatten() {
        let name = entry.file_name().into_string().expect("the name is UTF-8");
        let bytes = fs::read(entry.path()).expect("the file is read");
        store
            .objects
            .lock()
            .expect("nobody has failed")
            .insert(format!("/news/2019/{name}"), bytes);
    }
    let environment = store.environment();
    let environment: Vec<(&str, &str)> = environment
        .iter()
        .map(|(name, value)| (*name, &**value))
        .collect();
    let arguments = [
        "standalone",
        "timeline",
        "s3://news/2019/",
        "--out",
        "s3://news/out",
        "--slice",
        "1",
    ];
    let done = run_with(CLUSTER, &arguments, &environment);
    assert!(done.success, "{}", done.err);
    let out = inside(&work, "out");
    fs::create_dir(&out).expect("there is room for a folder");
    for (path, bytes) in &*store.objects.lock().expect("nobody has failed") {
        if let Some(name) = path.strip_prefix("/news/out/") {
            fs::write(out.join(name), bytes).expect("the file is written");
        }
    }
    assert_same(&out, &alone);
    assert!(done.out.contains("Passed over 1 files"), "{}", done.out);
    let named = ["standalone", "timeline", "s3://news/2019/news-0000.ndjson"];
    assert!(run_with(CLUSTER, &named, &environment).success);
    let nothing = run_with(
        CLUSTER,
        &["standalone", "timeline", "s3://news/1900/"],
        &environment,
    );
    assert!(
        !nothing.success && nothing.err.contains("no file to read"),
        "{}",
        nothing.err
    );
}
