namespace ChargerFirmware.Station.Authorization;

/// <summary>What is known of a tag (IdTagInfo, OCPP 1.6 section 7.27).</summary>
public sealed record TagInfo(AuthorizationStatus Status, string? ParentIdTag = null, DateTimeOffset? ExpiryDate = null)
{
    public static TagInfo Invalid { get; } = new(AuthorizationStatus.Invalid);

    public bool IsAccepted => Status == AuthorizationStatus.Accepted;

    /// <summary>What it comes to at that time: a good tag whose date has passed is Expired.</summary>
    public TagInfo At(DateTimeOffset utcNow) => IsAccepted && ExpiryDate <= utcNow ? this with { Status = AuthorizationStatus.Expired } : this;
}
