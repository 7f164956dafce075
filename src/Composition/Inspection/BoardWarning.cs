namespace ChargerFirmware.Composition.Inspection;

/// <summary>Something in a board file that works and that should be known before it is used in the field.</summary>
/// <param name="Path">JSON path of the place, <c>$.connectors[0].lock</c>.</param>
public sealed record BoardWarning(string Path, string Text);
