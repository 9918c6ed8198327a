"""An organisation as readable files: a folder of tables, files and a manifest with checksums."""
