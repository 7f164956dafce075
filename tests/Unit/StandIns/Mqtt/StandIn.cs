using System.Reflection;
using MQTTnet;

namespace ChargerFirmware.Tests.Unit.StandIns.Mqtt;

/// <summary>Where the stand-in is stricter than upstream (its README says where), upstream cannot be held to it.</summary>
internal static class StandIn
{
    public static bool IsUsed { get; } =
        typeof(IMqttClient).Assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company == "ChargerFirmware";
}
