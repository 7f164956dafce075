using ChargerFirmware.Hardware;

namespace ChargerFirmware.Station.Events;

/// <summary>A cable or vehicle came or went.</summary>
public sealed record PlugChanged : StationEvent
{
    public override EventKinds Kind => EventKinds.Plugs;

    public required PlugState Plug { get; init; }
}
