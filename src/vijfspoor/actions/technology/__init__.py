"""Track 4, data and technology (data en technologie): suppliers, data, architecture, operation and what goes wrong."""
