use crate::args::Cli;
use crate::failure::Outcome;
use clap::CommandFactory;
use clap_complete::Shell;

pub fn completions(shell: Shell) -> Outcome {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "evenhand", &mut bytes);
    crate::terminal::print(&String::from_utf8_lossy(&bytes))?;
    Ok(0)
}

pub fn man() -> Outcome {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut bytes)?;
    crate::terminal::print(&String::from_utf8_lossy(&bytes))?;
    Ok(0)
}
