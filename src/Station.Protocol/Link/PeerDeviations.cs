using ChargerFirmware.Ocpp.Messages;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Protocol.Link;

/// <summary>
/// Counts where the central system departs from the standard and could be understood nevertheless, and logs it: each kind once, and then
/// whenever its count has another digit. Used on the loop only.
/// </summary>
public sealed class PeerDeviations(ILogger logger)
{
    private readonly Dictionary<(string Message, string Member), long> _counts = [];

    /// <summary>One more, by message (<c>Authorize.conf</c>, <c>Reset.req</c>, <c>frame</c>) and member, in words of the standard only.</summary>
    public event Action<string, string>? Noted;

    /// <param name="message">A word of the standard with <c>.req</c> or <c>.conf</c>; or <c>frame</c> for what is around the payload.</param>
    public void Note(string message, IReadOnlyList<Deviation> deviations)
    {
        foreach (var deviation in deviations)
        {
            var count = _counts[(message, deviation.Member)] = _counts.GetValueOrDefault((message, deviation.Member)) + 1;
            if (IsPowerOfTen(count))
            {
                logger.LogWarning(
                    "The central system departs from the standard in {Message}, {Deviation} ({Count} so far)", message, deviation, count);
            }

            Noted?.Invoke(message, deviation.Member);
        }
    }

    private static bool IsPowerOfTen(long count)
    {
        while (count % 10 == 0)
        {
            count /= 10;
        }

        return count == 1;
    }
}
