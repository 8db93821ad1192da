//! Small servers on this machine that say what they are told to, and remember what they heard.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server, until the test ends.
pub struct Server {
    pub port: u16,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What it heard so far.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }

    fn new(mut serve: impl FnMut(TcpStream, &Mutex<Vec<String>>) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let heard = seen.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                serve(stream, &heard);
            }
        });
        Self { port, seen }
    }
}

/// Answers one request after the other with these; the last answer for ever.
pub fn http(answers: &[&str]) -> Server {
    let answers: Vec<String> = answers.iter().map(|&answer| answer.to_owned()).collect();
    let mut place = 0;
    Server::new(move |stream, seen| {
        let mut reader = BufReader::new(stream);
        let (mut request, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            request.push_str(&line);
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        request.push_str(&String::from_utf8(body).unwrap());
        seen.lock().unwrap().push(request);
        let answer = &answers[place.min(answers.len() - 1)];
        place += 1;
        let location = if answer.starts_with('3') {
            "Location: /elsewhere\r\n"
        } else {
            ""
        };
        let text = format!(
            "HTTP/1.1 {answer}\r\n{location}Content-Length: 0\r\nConnection: close\r\n\r\n"
        );
        let _ = reader.get_mut().write_all(text.as_bytes());
    })
}

/// Takes mail; answers the first recipients with these instead of a yes.
pub fn smtp(to_recipients: &[&str]) -> Server {
    let mut answers: Vec<String> = to_recipients.iter().map(|&a| a.to_owned()).rev().collect();
    Server::new(move |stream, seen| {
        let mut reader = BufReader::new(stream);
        let say = |reader: &mut BufReader<TcpStream>, text: &str| {
            let _ = reader.get_mut().write_all(format!("{text}\r\n").as_bytes());
        };
        say(&mut reader, "220 here");
        let mut in_letter = false;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            let line = line.trim_end().to_owned();
            seen.lock().unwrap().push(line.clone());
            if in_letter {
                if line == "." {
                    in_letter = false;
                    say(&mut reader, "250 taken");
                }
                continue;
            }
            match line.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => say(&mut reader, "250-here\r\n250 8BITMIME"),
                "RCPT" => {
                    let answer = answers.pop().unwrap_or_else(|| "250 yes".to_owned());
                    say(&mut reader, &answer);
                }
                "DATA" => {
                    in_letter = true;
                    say(&mut reader, "354 go on");
                }
                "QUIT" => {
                    say(&mut reader, "221 bye");
                    return;
                }
                _ => say(&mut reader, "250 yes"),
            }
        }
    })
}

/// A port that takes connections and never says anything.
pub fn silent() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let held: Vec<TcpStream> = listener.incoming().flatten().collect();
        drop(held);
    });
    port
}
