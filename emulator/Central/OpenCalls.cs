namespace ChargerFirmware.Central;

/// <summary>The calls of one side that have not been answered, as far as the wire shows.</summary>
internal sealed class OpenCalls
{
    // Some are never answered; nobody asks for the oldest of them again.
    private const int MaxCalls = 64;

    private readonly List<(string MessageId, string Action, DateTimeOffset Time)> _calls = [];

    /// <summary>When the latest call was made that is still open.</summary>
    public (string Action, DateTimeOffset Time)? Latest => _calls is [.., var latest] ? (latest.Action, latest.Time) : null;

    public void Add(string messageId, string action, DateTimeOffset time)
    {
        if (_calls.Count == MaxCalls)
        {
            _calls.RemoveAt(0);
        }

        _calls.Add((messageId, Text.Shortened(action), time));
    }

    /// <summary>The call is answered.</summary>
    /// <returns>Its action; null when it is not known.</returns>
    public string? Take(string messageId)
    {
        var index = _calls.FindIndex(call => call.MessageId == messageId);
        if (index < 0)
        {
            return null;
        }

        var action = _calls[index].Action;
        _calls.RemoveAt(index);
        return action;
    }
}
