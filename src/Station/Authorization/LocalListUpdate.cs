namespace ChargerFirmware.Station.Authorization;

/// <summary>A new local list, or changes to the one there is (SendLocalList, OCPP 1.6, 5.15).</summary>
/// <param name="Version">The list's version afterwards; above 0.</param>
/// <param name="IsFull">Replaces the list; else it amends it.</param>
public sealed record LocalListUpdate(int Version, bool IsFull, IReadOnlyList<LocalListEntry> Entries);
