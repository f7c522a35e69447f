"""Plans of commands on several streams, by what they are about; `plan` lists them all."""
