using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.LocalAuthListManagement;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Tags;

/// <summary>The local list of one station, as the updates that it accepted have made it. Used on the loop.</summary>
public sealed class SentLocalList
{
    private readonly Dictionary<string, IdTagInfo> _tags = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, IdTagInfo> Tags => _tags;

    /// <summary>Records that were changed after the list was sent: the opposite of what was sent, for tags that were.</summary>
    public IdTagInfo Contradict(string idTag, IdTagInfo info) =>
        _tags.TryGetValue(idTag, out var sent)
            ? info with { Status = sent.Status == AuthorizationStatus.Accepted ? AuthorizationStatus.Blocked : AuthorizationStatus.Accepted }
            : info;

    internal void Note(string action, ReadOnlyMemory<byte> payload, CallOutcome outcome)
    {
        if (action == Ocpp16Catalog.SendLocalList.Name && outcome is CallOutcome.Result result &&
            Ocpp16Catalog.SendLocalList.DecodeResponse(result.Payload).TryGet(out var response, out _) && response.Status == UpdateStatus.Accepted &&
            Ocpp16Catalog.SendLocalList.DecodeRequest(payload, Strictness.Lenient).TryGet(out var request, out _))
        {
            Take(request);
        }
    }

    private void Take(SendLocalListRequest request)
    {
        if (request.UpdateType == UpdateType.Full)
        {
            _tags.Clear();
        }

        foreach (var entry in request.LocalAuthorizationList ?? [])
        {
            if (entry.IdTagInfo is { } info)
            {
                _tags[entry.IdTag] = info;
            }
            else
            {
                _tags.Remove(entry.IdTag);
            }
        }
    }
}
