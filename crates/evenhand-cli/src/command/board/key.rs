use super::file;
use crate::args::{BoardKeyArgs, Global};
use crate::failure::{Failure, Outcome};
use crate::terminal;
use evenhand::ledger::BoardKey;
use std::path::Path;

pub fn make(args: &BoardKeyArgs) -> Outcome {
    let private = match args.key.extension() {
        None => args.key.with_extension("key"),
        Some(_) => args.key.clone(),
    };
    let public = private.with_extension("pub");
    if private == public {
        return Err(Failure::usage(format!(
            "{} would be the name of both keys",
            private.display()
        ))
        .with_help("name the private one, such as abel.key; the public one becomes abel.pub"));
    }
    if public.exists() {
        return Err(
            Failure::usage(format!("{} is there already", public.display()))
                .with_help("name another key, or move that file away"),
        );
    }
    let key = BoardKey::generate()?;
    file::create(&private, key.to_pem()?.as_bytes(), true)?;
    if let Err(failure) = file::create(&public, key.public().to_pem()?.as_bytes(), false) {
        // One without the other is of no use.
        let _ = std::fs::remove_file(&private);
        return Err(failure);
    }
    terminal::print(&format!(
        "private key  {}  keep it to yourself: whoever has it signs in your name\n\
         public key   {}  give it to everybody who is to verify\n\
         key id       {}\n",
        private.display(),
        public.display(),
        key.public().id()
    ))?;
    Ok(0)
}

/// Reads a private key, and says so where others can read it, too.
pub fn read(path: &Path, global: &Global) -> Result<BoardKey, Failure> {
    let key = BoardKey::of_pem(&file::text(path)?, path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(path).map(|about| about.permissions().mode());
        if mode.is_ok_and(|mode| mode & 0o077 != 0) {
            terminal::say(
                global,
                &format!(
                    "Others on this machine can read {}; `chmod 600` keeps it to you.",
                    path.display()
                ),
            );
        }
    }
    Ok(key)
}
