using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Telemetry.Logs;

/// <summary>
/// What a line is about, as fields: the station, the connector (0 is the station itself) and the transaction by our own number. They
/// are taken from the placeholders of the message, <c>{StationId}</c>, <c>{ConnectorId}</c> and <c>{TransactionKey}</c>, or from a scope around it.
/// </summary>
internal sealed class LogFields
{
    private const string Template = "{OriginalFormat}";

    private readonly List<KeyValuePair<string, object?>> _others = [];

    private LogFields(object station) => Station = station;

    public object? Station { get; private set; }

    public object? Connector { get; private set; }

    public object? Transaction { get; private set; }

    /// <summary>The other placeholders of the message, in its order.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Others => _others;

    /// <param name="station">Who speaks where the line does not say otherwise.</param>
    public static LogFields Of<TState>(string station, TState state, IExternalScopeProvider? scopes)
    {
        var fields = new LogFields(station);
        scopes?.ForEachScope(static (scope, taken) => taken.Take(scope, isScope: true), fields);
        fields.Take(state, isScope: false);
        return fields;
    }

    private void Take(object? state, bool isScope)
    {
        foreach (var field in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            switch (field.Key)
            {
                case "StationId":
                    Station = field.Value;
                    break;
                case "ConnectorId":
                    Connector = field.Value;
                    break;
                case "TransactionKey":
                    Transaction = field.Value;
                    break;
                case Template:
                    break;
                default:
                    if (!isScope)
                    {
                        _others.Add(field);
                    }

                    break;
            }
        }
    }
}
