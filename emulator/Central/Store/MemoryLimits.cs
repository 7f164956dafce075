namespace ChargerFirmware.Central.Store;

/// <summary>How much a <see cref="MemoryStore"/> keeps: whoever dials in may be anybody.</summary>
public sealed record MemoryLimits
{
    /// <summary>Sessions of all stations; beyond it the oldest of whoever has the most is forgotten, ended ones first.</summary>
    public int Sessions { get; init; } = 100_000;

    /// <summary>Meter values of one session; the first ones are kept.</summary>
    public int SamplesPerSession { get; init; } = 100_000;

    /// <summary>Bytes, about, of meter values of all sessions together.</summary>
    public long SampleBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Meter values outside of sessions, a connector; the last ones are kept.</summary>
    public int SamplesOutsideSessions { get; init; } = 100;

    /// <summary>Entries of one station's state log; the last ones are kept.</summary>
    public int States { get; init; } = 1_000;

    /// <summary>Frames of all stations; the last ones are kept.</summary>
    public int Frames { get; init; } = 1_000;

    /// <summary>Requests for firmware and diagnostics of one station; the last ones are kept.</summary>
    public int MaintenanceRequests { get; init; } = 100;
}
