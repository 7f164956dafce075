namespace ChargerFirmware.Station.Maintenance;

/// <summary>One file of the archive.</summary>
/// <param name="Text">Holds no secrets. Empty: the file is left out.</param>
/// <param name="IsHistory">It covers the time asked for, and not what is true now.</param>
public sealed record DiagnosticsEntry(string Name, string Text, bool IsHistory = false);
