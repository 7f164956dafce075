using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Records;

/// <summary>A frame as it went over a station's connection.</summary>
/// <param name="Direction">As the central system sees it.</param>
/// <param name="Action">Of answers too; null where it is not known.</param>
/// <param name="Text">All of it; its beginning, where it was very long. Passwords and keys are left out.</param>
public sealed record FrameRecord(string Station, DateTimeOffset Time, FrameDirection Direction, string? Action, string Text);
