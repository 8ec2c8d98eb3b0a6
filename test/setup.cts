// n8n's dependency injection reads decorator metadata; it must be there before n8n-core is loaded.
import 'reflect-metadata';
