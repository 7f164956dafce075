namespace ChargerFirmware.Station.Authorization;

/// <summary>
/// Tags on which the local list and the central system do not agree (LocalListConflict, OCPP 1.6, 3.5.2). Each counts until the
/// central system's next answer about it agrees, or an update of the list speaks of it.
/// </summary>
internal sealed class LocalListConflicts
{
    private readonly HashSet<string> _tags = new(IdToken.Values);

    /// <summary>The first has come or the last has gone. Raised on the loop.</summary>
    public event Action? Changed;

    public bool Any => _tags.Count > 0;

    /// <summary>They agree where both let the tag charge, or neither does; ConcurrentTx speaks of the moment and not of the tag.</summary>
    public void Note(IdToken idToken, TagInfo listed, TagInfo answered)
    {
        var isGood = answered.Status is AuthorizationStatus.Accepted or AuthorizationStatus.ConcurrentTx;
        Change(() => _ = listed.IsAccepted == isGood ? _tags.Remove(idToken.Value) : _tags.Add(idToken.Value));
    }

    public void Forget(IEnumerable<IdToken> idTokens) => Change(() => _tags.ExceptWith(idTokens.Select(idToken => idToken.Value)));

    public void Clear() => Change(_tags.Clear);

    private void Change(Action change)
    {
        var before = Any;
        change();
        if (Any != before)
        {
            Changed?.Invoke();
        }
    }
}
