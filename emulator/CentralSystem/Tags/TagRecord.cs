using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.CentralSystem.Tags;

/// <summary>What the central system was told about a tag.</summary>
public sealed record TagRecord(string IdTag, AuthorizationStatus Status, string? ParentIdTag, DateTimeOffset? ExpiryDate);
