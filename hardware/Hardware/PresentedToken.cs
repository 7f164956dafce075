namespace ChargerFirmware.Hardware;

/// <summary>What was presented to a reader.</summary>
/// <param name="Text">A card's UID as upper-case hex digits, or what was typed or scanned. Of any length.</param>
public readonly record struct PresentedToken(string Text, CardStandard Standard = CardStandard.Unknown);
