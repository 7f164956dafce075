namespace ChargerFirmware.Central.Judging;

/// <summary>The message ids of one side on one connection: all that a repetition is likely to hit, not all that ever were.</summary>
internal sealed class RecentIds
{
    private const int MaxIds = 128;

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <returns>False when the id was used before.</returns>
    public bool Add(string id)
    {
        if (!_ids.Add(id))
        {
            return false;
        }

        _order.Enqueue(id);
        if (_order.Count > MaxIds)
        {
            _ids.Remove(_order.Dequeue());
        }

        return true;
    }
}
