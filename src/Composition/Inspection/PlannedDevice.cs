using ChargerFirmware.Composition.Drivers;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Inspection;

/// <summary>A device of a board file with the driver that is to drive it.</summary>
/// <param name="Bus">The bus it sits on; null where that is not a fitting one.</param>
/// <param name="Options">What the driver makes of its description; null where that cannot be used.</param>
internal sealed record PlannedDevice(BoardPart Part, DeviceDriver Driver, PlannedBus? Bus, object? Options)
{
    public string Name => Part.Name;

    public bool Plays(Type contract) => Driver.DeviceType.IsAssignableTo(contract);
}
