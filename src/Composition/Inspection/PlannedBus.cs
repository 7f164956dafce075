using ChargerFirmware.Composition.Drivers;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>A bus of a board file with its driver.</summary>
/// <param name="Options">What the driver makes of its description; null where that cannot be used.</param>
internal sealed record PlannedBus(BoardPart Part, BusDriver Driver, object? Options)
{
    public string Name => Part.Name;

    public BusPlace? Place => Options is null ? null : Driver.PlaceOf(Options);
}
