namespace ChargerFirmware.Station.Maintenance;

/// <summary>One file of the archive.</summary>
/// <param name="Text">Holds no secrets. Empty: the file is left out.</param>
/// <param name="IsHistory">It tells of the time asked for, and not of what is true now.</param>
public sealed record DiagnosticsEntry(string Name, string Text, bool IsHistory = false);
