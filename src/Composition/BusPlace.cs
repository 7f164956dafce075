namespace ChargerFirmware.Composition;

/// <summary>Where a bus is to be found: a device file of this machine, or a host on the network.</summary>
/// <param name="Name">A path, <c>/dev/spidev0.0</c>, a chip's label, or <c>host:port</c>.</param>
public sealed record BusPlace(BusPlaceKind Kind, string Name);
