using ChargerFirmware.Listening;

namespace ChargerFirmware.Composition.CommandLine;

/// <summary>Who may speak to the ports of a program, as its command line says.</summary>
/// <param name="Insecure">Ports beyond loopback may be open to everybody.</param>
public sealed record AccessSettings(AccessRule Rule, bool Insecure);
