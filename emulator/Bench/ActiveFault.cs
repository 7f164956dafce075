using ChargerFirmware.Emulator.Faults;

namespace ChargerFirmware.Bench;

/// <summary>Something that is broken now.</summary>
/// <param name="Connector">0 for the station.</param>
public sealed record ActiveFault(int Connector, EmulatedFault Fault);
