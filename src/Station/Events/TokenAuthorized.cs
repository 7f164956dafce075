using ChargerFirmware.Station.Authorization;

namespace ChargerFirmware.Station.Events;

/// <summary>Somebody may charge at this connector, and no transaction has begun yet.</summary>
public sealed record TokenAuthorized : StationEvent
{
    public override EventKinds Kind => EventKinds.Tokens;

    public required IdToken IdToken { get; init; }

    public IdToken? GroupIdToken { get; init; }
}
