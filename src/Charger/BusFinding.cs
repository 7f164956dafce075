namespace ChargerFirmware.Charger;

/// <summary>A bus of a board and how this machine stands to it.</summary>
/// <param name="Bus">Its name in the board file.</param>
/// <param name="Place">Its device file, or its host on the network.</param>
/// <param name="Problem">Why it cannot be opened; null when it could be, or has not been tried.</param>
internal sealed record BusFinding(string Bus, string Place, string? Problem);
