namespace ChargerFirmware.Ocpp16.Messages.Core;

/// <summary>Reports that the station is there, and asks for the time. OCPP 1.6, 4.6.</summary>
public sealed record HeartbeatRequest;

/// <summary>Answers <see cref="HeartbeatRequest"/>.</summary>
public sealed record HeartbeatResponse
{
    public required DateTimeOffset CurrentTime { get; init; }
}
