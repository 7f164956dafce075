namespace ChargerFirmware.Station.Authorization;

/// <summary>What is known of a tag (IdTagInfo, OCPP 1.6 section 7.27).</summary>
public sealed record TagInfo(AuthorizationStatus Status, string? ParentIdTag = null, DateTimeOffset? ExpiryDate = null)
{
    public static TagInfo Invalid { get; } = new(AuthorizationStatus.Invalid);

    public bool IsAccepted => Status == AuthorizationStatus.Accepted;
}
