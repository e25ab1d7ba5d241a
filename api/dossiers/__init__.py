"""A dossier as the office hands it out: what was chosen, its papers, its timeline, its words."""
