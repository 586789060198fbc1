// The package's root folder, found the same way from sources, from dist and from a packed tarball.
exports.packageRoot = __dirname;
