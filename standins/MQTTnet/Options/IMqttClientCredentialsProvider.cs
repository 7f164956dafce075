namespace MQTTnet;

/// <summary>Is asked for user name and password at each connect.</summary>
public interface IMqttClientCredentialsProvider
{
    byte[]? GetPassword(MqttClientOptions clientOptions);

    string? GetUserName(MqttClientOptions clientOptions);
}
