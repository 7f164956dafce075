namespace ChargerFirmware.Central.Stores;

/// <summary>How much a store keeps of what only the last matters of. Sessions, their meter values and the rest are kept for good.</summary>
public sealed record StoreLimits
{
    /// <summary>Bytes, about, of the frames of all stations; the last ones are kept.</summary>
    public long FrameBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Frames older than this give way, by the clock of the loop.</summary>
    public TimeSpan FrameAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Entries of one station's state log, about; the last ones are kept.</summary>
    public int States { get; init; } = 1_000;

    /// <summary>Meter values outside of sessions, a connector, about; the last ones are kept.</summary>
    public int SamplesOutsideSessions { get; init; } = 100;

    /// <summary>Requests for firmware and diagnostics of one station, about; the last ones are kept.</summary>
    public int MaintenanceRequests { get; init; } = 100;
}
