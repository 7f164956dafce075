using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Tags;

/// <summary>
/// Who may charge: every tag, unless it is set otherwise. Tags are compared without regard to case (OCPP 1.6, 7.28). Used on the loop.
/// </summary>
public sealed class TagRegister(TimeProvider time)
{
    private readonly SortedDictionary<string, TagRecord> _tags = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The status of tags for which nothing is set.</summary>
    public AuthorizationStatus Others { get; set; } = AuthorizationStatus.Accepted;

    /// <summary>Whether the records were changed behind the local lists: of what a list was sent, the opposite holds.</summary>
    public Func<bool> ContradictsLocalLists { get; set; } = () => false;

    /// <summary>The tags for which something is set, in order of their text.</summary>
    public IReadOnlyCollection<TagRecord> All => _tags.Values;

    /// <param name="status">
    /// ConcurrentTx is what StartTransaction hears; Authorize hears Accepted, because nothing runs yet (OCPP 1.6, 7.2).
    /// </param>
    /// <param name="parentIdTag">The group: its tags may stop each other's transactions.</param>
    /// <param name="expiryDate">From then on an accepted tag is Expired.</param>
    public void Set(string idTag, AuthorizationStatus status, string? parentIdTag = null, DateTimeOffset? expiryDate = null) =>
        _tags[idTag] = new TagRecord(idTag, status, parentIdTag, expiryDate);

    /// <summary>Forgets a tag; it is one of the <see cref="Others"/> again.</summary>
    public bool Remove(string idTag) => _tags.Remove(idTag);

    /// <summary>What Authorize and StopTransaction hear.</summary>
    public IdTagInfo ForAuthorize(string idTag)
    {
        var info = ForStart(idTag);
        return info.Status == AuthorizationStatus.ConcurrentTx ? info with { Status = AuthorizationStatus.Accepted } : info;
    }

    /// <summary>What StartTransaction hears.</summary>
    public IdTagInfo ForStart(string idTag)
    {
        if (!_tags.TryGetValue(idTag, out var tag))
        {
            return new IdTagInfo { Status = Others };
        }

        var expired = tag.Status == AuthorizationStatus.Accepted && tag.ExpiryDate <= time.GetUtcNow();
        return new IdTagInfo
        {
            Status = expired ? AuthorizationStatus.Expired : tag.Status,
            ParentIdTag = tag.ParentIdTag,
            ExpiryDate = tag.ExpiryDate,
        };
    }
}

/// <summary>What is set for a tag.</summary>
public sealed record TagRecord(string IdTag, AuthorizationStatus Status, string? ParentIdTag, DateTimeOffset? ExpiryDate);
