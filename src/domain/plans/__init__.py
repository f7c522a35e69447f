"""Plans of commands on several streams, by what they are about; `domain.plan` lists them all."""
