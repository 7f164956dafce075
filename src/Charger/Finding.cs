namespace ChargerFirmware.Charger;

/// <summary>Something to know about a board file.</summary>
/// <param name="Path">Where in it, <c>$.devices.meter1.unit</c>.</param>
internal sealed record Finding(string Path, string Text);
