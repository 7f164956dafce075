using ChargerFirmware.Ocpp;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Ocpp16.Configuration;
using ChargerFirmware.Station.Protocol.Configuration;

namespace ChargerFirmware.Station.Ocpp16.Core;

/// <summary>OCPP 1.6, 5.8: the keys asked for, or all.</summary>
internal sealed class GetConfigurationHandler(ConfigurationTable table)
    : ActionHandler<GetConfigurationRequest, GetConfigurationResponse>(Ocpp16Catalog.GetConfiguration)
{
    public override Task<ActionReply<GetConfigurationResponse>> HandleAsync(GetConfigurationRequest request)
    {
        if (request.Key is not { Count: > 0 } names)
        {
            return Answer(new GetConfigurationResponse { ConfigurationKey = [.. table.All.Select(Write)] });
        }

        if (names.Count > StandardKeys.GetConfigurationMaxKeys)
        {
            return Refuse(ErrorCode.OccurenceConstraintViolation, $"$.key: expected at most {StandardKeys.GetConfigurationMaxKeys} keys");
        }

        var known = names.Select(table.Find).OfType<ConfigurationKey>().DistinctBy(key => key.Name).Select(Write).ToList();
        var unknown = names.Where(name => table.Find(name) is null).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return Answer(new GetConfigurationResponse
        {
            ConfigurationKey = known.Count > 0 ? known : null,
            UnknownKey = unknown.Count > 0 ? unknown : null,
        });
    }

    private KeyValue Write(ConfigurationKey key) => new() { Key = key.Name, Readonly = key.IsReadOnly, Value = table.Read(key) };
}
