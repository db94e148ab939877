//! How pages travel: addresses, what goes with every answer, and an end that lets what is under way arrive.

use std::{
    error::Error,
    io::{self, Write},
    net::{IpAddr, SocketAddr},
    num::NonZero,
    sync::Arc,
    thread,
    time::Duration,
};

use axum::{
    Router,
    extract::{Path, RawQuery, Request, State, rejection::PathRejection},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use tokio::{net::TcpListener, runtime, signal, sync::oneshot, task, time};

use crate::{pages::Trouble, site::Site};

/// How long answers that are under way may take once the end is asked for.
const PATIENCE: Duration = Duration::from_secs(3);

/// What every handler has.
struct Shared {
    site: Site,
    /// Whether only this machine can ask.
    private: bool,
}

type All = State<Arc<Shared>>;

/// Serves until a signal asks for the end.
pub(crate) fn run(site: Site, address: SocketAddr) -> Result<(), Box<dyn Error>> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(cores.min(4))
        .max_blocking_threads(cores)
        .enable_all()
        .build()?;
    let done = runtime.block_on(serve(site, address));
    // A page that is still being made is nobody's any more.
    runtime.shutdown_timeout(Duration::from_millis(100));
    done
}

async fn serve(site: Site, address: SocketAddr) -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| refused(address, &error))?;
    let address = listener.local_addr()?;
    let shared = Arc::new(Shared {
        site,
        private: address.ip().is_loopback(),
    });
    // Whoever starts this from a script waits for the line.
    let mut out = io::stdout();
    writeln!(out, "http://{address}/")?;
    out.flush()?;
    let _ = writeln!(io::stderr(), "Open it in a browser; ctrl-c ends it.");
    let (tell, told) = oneshot::channel();
    let serving = axum::serve(listener, routes(shared)).with_graceful_shutdown(async {
        let _ = told.await;
    });
    let serving = tokio::spawn(serving.into_future());
    asked_to_end().await?;
    let _ = tell.send(());
    // Whoever keeps a connection open and says nothing is not waited for.
    let _ = time::timeout(PATIENCE, serving).await;
    let _ = writeln!(io::stderr(), "Ended.");
    Ok(())
}

fn refused(address: SocketAddr, error: &io::Error) -> String {
    let wish = match error.kind() {
        io::ErrorKind::AddrInUse => "choose another with --port, or 0 for a free one",
        io::ErrorKind::PermissionDenied => "choose a port from 1024 on with --port",
        _ => "give an address of this machine with --bind",
    };
    format!("{address}: {error}; {wish}")
}

/// Ctrl-c, or what a system sends to end a service.
async fn asked_to_end() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = signal::unix::signal(signal::unix::SignalKind::terminate())?;
        tokio::select! {
            ended = signal::ctrl_c() => ended,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    signal::ctrl_c().await
}

fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/pair/{pair}", get(pair))
        .route("/reading", get(reading))
        .fallback(lost)
        .method_not_allowed_fallback(only_get)
        .layer(middleware::from_fn_with_state(
            Arc::clone(&shared),
            with_manners,
        ))
        .with_state(shared)
}

async fn home(State(all): All, RawQuery(query): RawQuery) -> Response {
    made(all, move |site| site.home(&query.unwrap_or_default())).await
}

async fn pair(
    State(all): All,
    pair: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Response {
    let Ok(Path(pair)) = pair else {
        let trouble = Trouble::wrong("The address is not text; search for a pair.".to_owned());
        return told(&all.site, &trouble);
    };
    made(all, move |site| {
        site.pair(&pair, &query.unwrap_or_default())
    })
    .await
}

async fn reading(State(all): All) -> Response {
    made(all, |site| Ok(site.reading())).await
}

async fn lost(State(all): All) -> Response {
    told(&all.site, &Trouble::lost())
}

async fn only_get(State(all): All) -> Response {
    told(&all.site, &Trouble::method())
}

/// A page, made beside the threads that answer: a long series takes a while.
async fn made(
    all: Arc<Shared>,
    page: impl FnOnce(&Site) -> Result<String, Trouble> + Send + 'static,
) -> Response {
    let shared = Arc::clone(&all);
    let made = task::spawn_blocking(move || page(&shared.site)).await;
    match made.unwrap_or_else(|_| Err(Trouble::broken())) {
        Ok(html) => Html(html).into_response(),
        Err(trouble) => told(&all.site, &trouble),
    }
}

fn told(site: &Site, trouble: &Trouble) -> Response {
    (trouble.status, Html(trouble.page(site))).into_response()
}

/// Turns away whom a foreign name led here, and sends with every answer what a browser must not do with it.
async fn with_manners(State(all): All, request: Request, next: Next) -> Response {
    let mut response = if !all.private || is_home(request.headers()) {
        next.run(request).await
    } else {
        told(&all.site, &Trouble::stranger())
    };
    let policy = format!("{}; frame-ancestors 'none'", all.site.shell.policy());
    let policy = HeaderValue::from_str(&policy).ok();
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    let fixed = fixed.map(|(name, value)| (name, Some(HeaderValue::from_static(value))));
    let policy = [(header::CONTENT_SECURITY_POLICY, policy)];
    for (name, value) in fixed.into_iter().chain(policy) {
        match value {
            Some(value) => response.headers_mut().insert(name, value),
            // Without its policy no page leaves.
            None => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
    }
    response
}

/// Whether a browser asked for this machine by a name of this machine. A site elsewhere can let its own name point here
/// and would then read the pages; the name it asked by tells.
fn is_home(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let Some(host) = host else {
        return false;
    };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let address = name.parse::<IpAddr>();
    name.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_home() {
        let home = |host: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            is_home(&headers)
        };
        for own in [
            "localhost",
            "LOCALHOST:80",
            "127.0.0.1:8417",
            "127.1.2.3",
            "[::1]:8417",
        ] {
            assert!(home(own), "{own}");
        }
        for other in [
            "",
            "evil.example",
            "localhost.evil.example:8417",
            "10.0.0.1",
            "[::2]",
        ] {
            assert!(!home(other), "{other}");
        }
        assert!(!is_home(&HeaderMap::new()));
    }
}
