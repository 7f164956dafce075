using System.Text.Json.Serialization.Metadata;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Composition.Drivers;

/// <summary>One entry of the list of drivers.</summary>
public abstract class DeviceDriver
{
    /// <summary>Its name in board files.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of bus it needs, one of <see cref="BusKind"/>.</summary>
    public abstract string BusKind { get; }

    /// <summary>The class that drives the device; its contracts decide which roles the device can play.</summary>
    public abstract Type DeviceType { get; }

    /// <summary>The only kind of connector it serves; null where it does not matter.</summary>
    public abstract CurrentKind? Current { get; }

    /// <summary>The options' type, for the schema.</summary>
    public abstract JsonTypeInfo OptionsType { get; }

    /// <summary>Options that say nothing: what is not required has its default.</summary>
    public abstract object NewOptions();

    /// <summary>Reads the options without opening anything.</summary>
    /// <exception cref="BoardException">They cannot be used.</exception>
    public abstract object ReadOptions(BoardPart part);

    /// <summary>Opens the bus if need be and the device on it.</summary>
    /// <exception cref="BoardException">It cannot be opened.</exception>
    internal abstract object Create(OpenBuses buses, BoardPart part);
}
