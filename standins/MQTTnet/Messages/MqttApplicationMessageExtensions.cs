using System.Text;

namespace MQTTnet;

/// <summary>Reads a message.</summary>
public static class MqttApplicationMessageExtensions
{
    /// <returns>The payload as UTF-8, or null when there is none.</returns>
    public static string? ConvertPayloadToString(this MqttApplicationMessage applicationMessage)
    {
        ArgumentNullException.ThrowIfNull(applicationMessage);

        return applicationMessage.Payload.IsEmpty ? null : Encoding.UTF8.GetString(applicationMessage.Payload);
    }
}
