/** npm publish in a clone: refused. Packages without provenance cannot become verified nodes. */
process.stderr.write(
	'Publishing is done by .github/workflows/release.yml, with provenance: push a version tag ' +
		'(CONTRIBUTING.md, "Releasing").\n',
);
process.exitCode = 1;
